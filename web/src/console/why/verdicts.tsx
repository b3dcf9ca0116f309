import { Text, ThemeIcon, Title } from '@mantine/core'
import type { ActivityRecord, RuleVerdict, VerdictReason } from '@perennial/contract'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import en from '../../messages/verdicts/en.json' with { type: 'json' }
import fa from '../../messages/verdicts/fa.json' with { type: 'json' }
import { MoreTexts, useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { Change, Code, Num } from '../../ui/values.tsx'
import { reasonWords } from './reason-words.ts'
import styles from './why.module.css'

const texts = { en, fa }

/** What verdicts are told of: something recorded, or only tried. */
type Told = Pick<ActivityRecord, 'input' | 'effects' | 'explain'>

interface VerdictsProps {
  record: Told
  /** Of the heading. */
  id?: string
  /** Default: the rules. */
  title?: string
}

/** Every rule's verdict: those that gave points first. */
export function Verdicts({ record, id = 'why-rules', title }: VerdictsProps) {
  const t = useText()
  const verdicts = [...(record.explain ?? [])].sort((a, b) => Number(b.applied) - Number(a.applied))
  return (
    <section aria-labelledby={id}>
      <Title order={3} size="h5" id={id} mb="xs">
        {title ?? t('why.rules')}
      </Title>
      {verdicts.length === 0 ? (
        <Text c="dimmed">{t('why.noRules')}</Text>
      ) : (
        <MoreTexts texts={texts}>
          <ul className={styles.rules}>
            {verdicts.map((verdict) => (
              <Verdict key={verdict.rule} verdict={verdict} record={record} />
            ))}
          </ul>
        </MoreTexts>
      )}
    </section>
  )
}

function Verdict({ verdict, record }: { verdict: RuleVerdict; record: Told }) {
  const t = useText()
  return (
    <li className={styles.rule}>
      <ThemeIcon size={26} radius="xl" variant={verdict.applied ? 'filled' : 'default'} mt={1} aria-hidden>
        {verdict.applied ? <IconCheck size={16} /> : <IconMinus size={16} />}
      </ThemeIcon>
      <div className={styles.body}>
        <Text fw={600}>
          <bdi>{verdict.name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {verdict.applied ? t('why.applied') : t('why.notApplied')}
        </Text>
        {verdict.because.length > 0 && (
          <ul className={styles.because}>
            {verdict.because.map((sentence, index) => (
              <li key={sentence}>
                <Because sentence={sentence} reason={verdict.reasons[index]} />
              </li>
            ))}
          </ul>
        )}
        {verdict.calculation && (
          <bdi dir="ltr" className={`${styles.calculation} mono`}>
            {verdict.calculation}
          </bdi>
        )}
        <Limited verdict={verdict} record={record} />
        <VerdictLines verdict={verdict} currency={record.input.order?.currency} />
      </div>
      <Change points={verdict.granted} />
    </li>
  )
}

function Because({ sentence, reason }: { sentence: string; reason: VerdictReason | undefined }) {
  const say = useTextOr()
  const format = useFormat()
  return (
    <span dir="auto">{reason === undefined ? sentence : reasonWords(reason, sentence, { say, format })}</span>
  )
}

/** What the rule asked for, when a cap or budget let less through. */
function Limited({ verdict, record }: { verdict: RuleVerdict; record: Told }) {
  const t = useText()
  const textOr = useTextOr()
  const format = useFormat()
  if (verdict.desired === verdict.granted) return null
  const reason = record.effects.find((effect) => effect.rule === verdict.rule)?.reason
  const shown = { desired: format.number(verdict.desired), granted: format.number(verdict.granted) }
  return (
    <div className={styles.limited}>
      {t('why.limited', shown)} {reason && <bdi>{textOr(`limit.${reason}`, reason)}</bdi>}
    </div>
  )
}

function VerdictLines({ verdict, currency }: { verdict: RuleVerdict; currency: string | undefined }) {
  const t = useText()
  const format = useFormat()
  const lines = verdict.lines ?? []
  if (lines.length === 0) return null
  return (
    <details className={styles.more}>
      <summary>{t('why.lines', { count: lines.length, shown: format.number(lines.length) })}</summary>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{t('why.line')}</th>
            <th scope="col" className={styles.end}>
              {t('why.counted')}
            </th>
            <th scope="col" className={styles.end}>
              {t('orders.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <td>
                <Code>{line.lineId}</Code>
              </td>
              <td className={styles.end}>
                <Num>
                  {currency ? format.money(line.amountMinor, currency) : format.number(line.amountMinor)}
                </Num>
              </td>
              <td className={styles.end}>
                <Change points={line.points} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
