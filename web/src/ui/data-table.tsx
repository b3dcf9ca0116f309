import { Table } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './data-table.module.css'

export interface Column<Row> {
  key: string
  header: ReactNode
  /** Numbers stand at the end, digit under digit. */
  numeric?: boolean
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Unique on the page; the place helps where the data has no key of its own. */
  rowKey: (row: Row, place: number) => string
  /** Opens a row. Its first cell then has to hold a link or button: the keyboard's way in. */
  onOpen?: (row: Row) => void
  /** A CSS length above which the table scrolls under its header. */
  height?: string
  /** Without a frame of its own. */
  bare?: boolean
  minWidth?: number
}

/** A table with a header that stays, numbers at the end, and arrow keys between rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, height, bare = false, minWidth = 640 } = props
  return (
    // A region that scrolls has to be reachable without a mouse.
    <section
      className={`${styles.frame} ${bare ? styles.bare : ''}`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
      tabIndex={0}
      style={height ? { maxBlockSize: height } : {}}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={minWidth} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} scope="col" className={column.numeric ? styles.end : ''}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={moveBetweenRows}>
          {rows.map((row, place) => (
            <Table.Tr
              key={rowKey(row, place)}
              className={onOpen ? styles.row : ''}
              onClick={onOpen ? () => onOpen(row) : undefined}
            >
              {columns.map((column) => (
                <Table.Td key={column.key} className={column.numeric ? styles.end : ''}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

const moves: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Arrow keys go from a row's link to the next one's; Enter is the link's own. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const move = moves[event.key]
  const row = (event.target as HTMLElement).closest('tr')
  if (!move || !row) return
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  const target = rows[move(rows.indexOf(row), rows.length)]?.querySelector<HTMLElement>('a, button')
  if (!target) return
  event.preventDefault()
  target.focus()
}
