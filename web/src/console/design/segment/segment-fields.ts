/** What the editor of segments has a place for. */
export const segmentFields: readonly string[] = ['name', 'description', 'mode', 'when']
