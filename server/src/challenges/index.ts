export { carryCards } from './carry-cards.ts'
export { stampCardKind } from './definition.ts'
export { cardStandings, verifyCards } from './read-cards.ts'
export { challengesStage } from './stage.ts'
