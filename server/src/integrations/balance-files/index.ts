export { type BalanceSummary, type ImportBalances, importBalances } from './import-balances.ts'
export { type BalancesCommand, runBalancesCommand } from './import-command.ts'
