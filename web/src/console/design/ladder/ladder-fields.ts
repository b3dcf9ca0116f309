/** What the editor of tiers has a place for. */
export const ladderFields: readonly string[] = ['name', 'metric', 'window', 'currency', 'visits', 'tiers']
