export { runImportCommand } from './order-files/index.ts'
