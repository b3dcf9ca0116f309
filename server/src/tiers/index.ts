export { type CarryParts, carryTiers } from './carry-tiers.ts'
export { tierLadderKind } from './definition.ts'
export { rebuildTiers, type TierMix, tierMix, tierStandings, verifyTiers } from './read-tiers.ts'
export { tiersStage } from './stage.ts'
