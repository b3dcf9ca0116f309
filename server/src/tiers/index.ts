export { tierLadderKind } from './definition.ts'
export type { Ladder } from './model/ladder.ts'
export { rebuildTiers, type TierMix, tierMix, tierStandings, verifyTiers } from './read-tiers.ts'
export { type TiersState, tiersStage } from './stage.ts'
