/** Measures sides in turns, so that whatever disturbs the machine disturbs all of them; a list of numbers a side. */
export async function alternate<Side extends string>(
  rounds: number,
  sides: Readonly<Record<Side, (round: number) => Promise<number>>>,
): Promise<Record<Side, number[]>> {
  const names = Object.keys(sides) as Side[]
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Side, number[]>
  for (let round = 0; round < rounds; round += 1) {
    // Every other round goes backwards: nobody always comes right after the other.
    const order = round % 2 === 0 ? names : [...names].reverse()
    for (const name of order) measured[name].push(await sides[name](round))
  }
  return measured
}
