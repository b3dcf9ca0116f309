import type { Overview } from '@perennial/contract'
import { IconCoins, IconGift, IconReceipt, IconScale, IconSparkles, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import { useUnit } from '../unit.ts'
import styles from './overview.module.css'

/** The six numbers that an owner asks for first, each with a sentence that says what it counts. */
export function Tiles({ overview }: { overview: Overview }) {
  const t = useText()
  const format = useFormat()
  const unit = useUnit(overview.unit)
  const joined = overview.days.reduce((sum, day) => sum + day.enrolled, 0)
  const share = overview.members === 0 ? 0 : overview.active / overview.members
  const perOrder = overview.orders === 0 ? 0 : Math.round(overview.issued / overview.orders)
  const spentShare = overview.issued === 0 ? 0 : overview.spent / overview.issued
  return (
    <dl className={styles.tiles}>
      <Tile
        icon={<IconUsers size={18} />}
        name={t('overview.members')}
        value={format.number(overview.members)}
      >
        {t('overview.members.note', { count: joined, shown: format.number(joined) })}
      </Tile>
      <Tile
        icon={<IconSparkles size={18} />}
        name={t('overview.active')}
        value={format.number(overview.active)}
      >
        {t('overview.active.note', { share: format.percent(share) })}
      </Tile>
      <Tile
        icon={<IconReceipt size={18} />}
        name={t('overview.orders')}
        value={format.number(overview.orders)}
      >
        {t('overview.orders.note', { points: unit.amount(perOrder) })}
      </Tile>
      <Tile
        icon={<IconCoins size={18} />}
        name={t('overview.issued', { unit: unit.many })}
        value={format.number(overview.issued)}
      >
        {t('overview.issued.note')}
      </Tile>
      <Tile
        icon={<IconGift size={18} />}
        name={t('overview.spent', { unit: unit.many })}
        value={format.number(overview.spent)}
      >
        {t('overview.spent.note', { share: format.percent(spentShare) })}
      </Tile>
      <Tile
        icon={<IconScale size={18} />}
        name={t('overview.liability')}
        value={format.money(overview.liabilityMinor, overview.moneyCurrency)}
        strong
      >
        {t('overview.liability.note', { points: unit.amount(overview.liabilityPoints) })}
      </Tile>
    </dl>
  )
}

interface TileProps {
  icon: ReactNode
  name: string
  value: string
  strong?: boolean
  children: string
}

function Tile({ icon, name, value, strong = false, children }: TileProps) {
  return (
    <div className={`${styles.tile} ${strong ? styles.strong : ''}`}>
      <dt>
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
        {name}
      </dt>
      <dd className={styles.value}>
        <Num>{value}</Num>
      </dd>
      <dd className={styles.note}>{children}</dd>
    </div>
  )
}
