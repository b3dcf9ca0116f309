import { Text } from '@mantine/core'
import { isObject, type Spec } from '../../../data/json-schema.ts'
import { useFormat, useText } from '../../../ui/locale.tsx'
import { useCurrencies } from '../../currencies.ts'
import { Picture } from '../../picture.tsx'
import styles from './card.module.css'

/** More stamps than these are counted, not drawn. */
const drawnMax = 30

/** The card as a member sees it, a third of it stamped. */
export function CardPreview({ spec }: { spec: Spec }) {
  const t = useText()
  const format = useFormat()
  const look = isObject(spec.look) ? spec.look : {}
  const reward = isObject(spec.reward) ? spec.reward : {}
  const currency = String(reward.currency ?? '')
  const currencies = useCurrencies(currency === '' ? [] : [currency])
  const size = typeof spec.size === 'number' && spec.size > 0 ? Math.floor(spec.size) : 10
  const stamped = Math.ceil(size / 3)
  const color = typeof look.color === 'string' && /^#[0-9a-f]{6}$/i.test(look.color) ? look.color : '#1d6b47'
  const drawn = Array.from({ length: Math.min(size, drawnMax) }, (_, place) => ({
    key: `stamp-${place}`,
    isStamped: place < stamped,
  }))
  const amount = typeof reward.amount === 'number' ? reward.amount : 1
  return (
    <figure className={styles.card} style={{ background: color, color: inkOn(color) }}>
      <figcaption className={styles.title}>
        <bdi>{String(spec.name || t('card.unnamed'))}</bdi>
      </figcaption>
      <div className={styles.stamps} aria-hidden>
        {drawn.map(({ key, isStamped }) => (
          <span key={key} className={isStamped ? `${styles.stamp} ${styles.full}` : styles.stamp}>
            {isStamped && <Picture name={String(look.icon ?? 'star')} size={18} />}
          </span>
        ))}
      </div>
      <Text size="sm" inherit>
        {t('card.progress', { stamps: format.number(stamped), size: format.number(size) })}
        {currency !== '' &&
          ` · ${t('card.reward', { amount: `\u2068${currencies.amount(amount, currency)} ${currencies.name(currency)}\u2069` })}`}
      </Text>
    </figure>
  )
}

/** Black or white, whichever stands out more on a colour. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return luminance > 0.179 ? '#000000' : '#ffffff'
}
