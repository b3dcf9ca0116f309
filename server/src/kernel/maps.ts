/** A copy to change. A loop, because for the small maps of one owner `new Map(map)` costs three times as much. */
export function copyOf<Key, Value>(map: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const copy = new Map<Key, Value>()
  for (const [key, value] of map) copy.set(key, value)
  return copy
}
