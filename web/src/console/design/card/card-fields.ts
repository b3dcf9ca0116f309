/** What the editor of stamp cards has a place for. */
export const cardFields: readonly string[] = ['name', 'on', 'stamps', 'size', 'restarts', 'reward', 'look']
