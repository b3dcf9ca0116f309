/** Types that the programme itself emits. Nobody may send them; rules may listen to them. */
export const derivedActivityTypes = ['tier.reached'] as const
