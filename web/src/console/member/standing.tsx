import { Progress, Text } from '@mantine/core'
import type { Balance, MemberView, TierStanding } from '@perennial/contract'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { useUnit } from '../unit.ts'
import { ExpiryCard } from './expiry-card.tsx'
import { Fact, Facts } from './facts.tsx'
import styles from './member.module.css'
import { StampCard } from './stamp-card.tsx'

/** Balances with what they are worth, tiers with what is next and what keeps them, stamp cards, and what will expire. */
export function Standing({ member, currencies }: { member: MemberView; currencies: Currencies }) {
  return (
    <div className={styles.cards}>
      {member.balances.map((balance) => (
        <BalanceCard
          key={balance.currency}
          balance={balance}
          currencies={currencies}
          alone={member.balances.length === 1}
        />
      ))}
      {member.tiers.map((tier) => (
        <TierCard key={tier.ladder} tier={tier} member={member} />
      ))}
      {member.cards.map((card) => (
        <StampCard key={card.card} card={card} />
      ))}
      <ExpiryCard member={member} currencies={currencies} />
    </div>
  )
}

interface BalanceProps {
  balance: Balance
  currencies: Currencies
  /** The only currency goes without its name. */
  alone: boolean
}

function BalanceCard({ balance, currencies, alone }: BalanceProps) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const spec = currencies.spec(balance.currency)
  const unit = useUnit(spec?.unit)
  const worthE4 = spec?.money ? 0 : (spec?.valuePerPointE4 ?? 0)
  const worthMinor = Math.floor((balance.available * worthE4) / 10_000)
  const facts: [string, number, boolean][] = [
    [t('balance.pending'), balance.pending, balance.pending > 0],
    [t('balance.held'), balance.held, balance.held > 0],
    [t('balance.debt'), -balance.debt, balance.debt > 0],
    [t('balance.earned'), balance.lifetimeEarned, true],
    [t('balance.used'), balance.lifetimeSpent, true],
  ]
  const title = alone
    ? t('balance.title')
    : t('balance.titleOf', { currency: currencies.name(balance.currency) })
  return (
    <section className={`${styles.card} ${styles.balance}`} aria-label={title}>
      <h2 className={styles.name}>{title}</h2>
      <div className={styles.big}>
        <Num>{currencies.amount(balance.available, balance.currency)}</Num>
        {!spec?.money && (
          <Text span ms={8} fw={500}>
            {unit.many}
          </Text>
        )}
      </div>
      {worthE4 > 0 && program.currency && (
        <div className={styles.worth}>
          {t('balance.worth', { amount: format.money(worthMinor, program.currency) })}
        </div>
      )}
      <Facts>
        {facts.map(
          ([name, value, shown]) =>
            shown && <Fact key={name} name={name} value={currencies.amount(value, balance.currency)} />,
        )}
      </Facts>
    </section>
  )
}

interface TierProps {
  tier: TierStanding
  member: Pick<MemberView, 'at' | 'grants'>
}

function TierCard({ tier, member }: TierProps) {
  const t = useText()
  const format = useFormat()
  const amount = useMetric(tier.metric)
  const plain = tier.metric !== 'spend'
  const next = tier.next
  const projected = tier.projected ?? null
  // What counts only from a day that has not come yet cannot be gathered now.
  const keep = projected && projected.keep.from <= member.at ? projected.keep : null
  const day = member.at.slice(0, 10)
  const granted = member.grants.filter(
    (each) => each.ladder === tier.ladder && each.until >= day && each.from <= day && each.revoked === null,
  )
  const reached = next && next.threshold > 0 ? (tier.total / next.threshold) * 100 : 100
  return (
    <section className={styles.card} aria-label={t('tier.title')}>
      <h2 className={styles.name}>{t('tier.title')}</h2>
      <div className={styles.big}>{tier.name ?? t('tiers.none')}</div>
      <Text mb="sm">
        {next ? t('tier.next', { amount: amount(next.missing), tier: next.name }) : t('tier.top')}
      </Text>
      <Progress
        value={Math.max(0, Math.min(100, reached))}
        size="lg"
        radius="xl"
        aria-label={next ? t('tier.progress', { tier: next.name }) : t('tier.top')}
      />
      <Facts>
        <Fact name={t(`tier.metric.${tier.metric}`)} value={amount(tier.total)} text={plain} />
        {next && (
          <Fact name={t('tier.threshold', { tier: next.name })} value={amount(next.threshold)} text={plain} />
        )}
        {tier.heldUntil && <Fact name={t('tier.held')} value={format.date(tier.heldUntil)} text />}
        {projected && <Fact name={t('tier.left')} value={projected.name ?? t('tiers.none')} text />}
        {keep && (
          <Fact
            name={t('tier.keep')}
            value={t('tier.keep.by', { amount: amount(keep.missing), date: format.date(lastOf(keep.until)) })}
            text
          />
        )}
        {granted.map(({ grant, until }) => (
          <Fact key={grant} name={t('tier.given')} value={format.date(`${until}T12:00:00Z`)} text />
        ))}
      </Facts>
    </section>
  )
}

/** The last day before an end. */
function lastOf(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString()
}

/** What a ladder counts, in words: money for spend, plain numbers for the rest. */
function useMetric(metric: TierStanding['metric']): (value: number) => string {
  const t = useText()
  const format = useFormat()
  const { currency } = useProgram()
  return (value) => {
    if (metric === 'spend' && currency) return format.money(value, currency)
    if (metric === 'orders') return t('tier.count.orders', { count: value, shown: format.number(value) })
    if (metric === 'visits') return t('tier.count.visits', { count: value, shown: format.number(value) })
    return t('unit.amount', { count: value, shown: format.number(value) })
  }
}
