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

/** Balances with what they are worth, tiers with the way to the next, and what will expire. */
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
        <TierCard key={tier.ladder} tier={tier} />
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

function TierCard({ tier }: { tier: TierStanding }) {
  const t = useText()
  const format = useFormat()
  const amount = useMetric(tier.metric)
  const plain = tier.metric !== 'spend'
  const next = tier.next
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
      </Facts>
    </section>
  )
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
