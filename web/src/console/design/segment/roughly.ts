/** An estimate as people say it: both numbers without digits that the margin leaves open, and the margin not too small. */
export function roughly(estimate: { members: number; margin: number }): { members: number; margin: number } {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, estimate.margin)))
  return {
    members: Math.round(estimate.members / unit) * unit,
    // Rounding moves the number by half a unit at most.
    margin: Math.ceil(estimate.margin / unit + (unit > 1 ? 0.5 : 0)) * unit,
  }
}
