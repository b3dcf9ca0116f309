export { runBalancesCommand } from './balance-files/index.ts'
export { runImportCommand } from './order-files/index.ts'
