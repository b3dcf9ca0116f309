import { Text } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { Fact, Facts } from './facts.tsx'
import styles from './member.module.css'

type Expiring = MemberView['expiring']

interface ExpiryProps {
  member: Pick<MemberView, 'expiring' | 'balances'>
  currencies: Currencies
}

/** What ends next in each currency, and what after it where there is only one. */
export function ExpiryCard({ member, currencies }: ExpiryProps) {
  const t = useText()
  const keys = member.balances.map((each) => each.currency)
  const ending = keys
    .map((currency) => member.expiring.filter((each) => each.currency === currency))
    .filter((all) => all.length > 0)
  return (
    <section className={styles.card} aria-label={t('expiry.title')}>
      <h2 className={styles.name}>{t('expiry.title')}</h2>
      {ending.length === 0 && (
        <>
          <div className={styles.big}>{t('expiry.none')}</div>
          <Text>{t('expiry.none.text')}</Text>
        </>
      )}
      {ending.map((all) => (
        <Ending
          key={all[0]?.currency}
          all={all}
          currencies={currencies}
          name={keys.length > 1}
          shown={ending.length > 1 ? 1 : 4}
        />
      ))}
    </section>
  )
}

interface EndingProps {
  /** Of one currency, soonest first. */
  all: Expiring
  currencies: Currencies
  /** Whether to say which currency it is. */
  name: boolean
  shown: number
}

function Ending({ all, currencies, name, shown }: EndingProps) {
  const t = useText()
  const format = useFormat()
  const [soonest, ...later] = all.slice(0, shown)
  if (soonest === undefined) return null
  const { currency } = soonest
  return (
    <>
      <div className={shown > 1 ? styles.big : styles.medium}>
        <Num>{currencies.amount(soonest.points, currency)}</Num>
        {name && (
          <Text span ms={8} fw={500}>
            <bdi>{currencies.name(currency)}</bdi>
          </Text>
        )}
      </div>
      <Text>{t('expiry.on', { date: format.date(soonest.expiresAt) })}</Text>
      <Facts>
        {later.map((each) => (
          <Fact
            key={each.expiresAt}
            name={format.date(each.expiresAt)}
            value={currencies.amount(each.points, currency)}
          />
        ))}
      </Facts>
    </>
  )
}
