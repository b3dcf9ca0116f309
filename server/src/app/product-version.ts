/** The version of the product, as `--version` shows it and as backups name it. */
export const productVersion = '0.1.0'
