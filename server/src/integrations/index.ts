export { runBalancesCommand } from './balance-files/index.ts'
export { loadMapping, readOrders, runImportCommand } from './order-files/index.ts'
