import { Text } from '@mantine/core'
import type { CardStanding } from '@perennial/contract'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Fact, Facts } from './facts.tsx'
import styles from './member.module.css'

/** More are told in numbers alone: nobody counts a hundred circles. */
const drawnMax = 30

/** One stamp card: what is on it, how often it was filled, and when the first stamp ends. */
export function StampCard({ card }: { card: CardStanding }) {
  const t = useText()
  const format = useFormat()
  const stamps = format.number(card.stamps)
  const size = format.number(card.size)
  const places = card.size > drawnMax ? [] : Array.from({ length: card.size }, (_, place) => place)
  return (
    <section className={styles.card} aria-label={card.name}>
      <h2 className={styles.name}>
        <bdi>{card.name}</bdi>
      </h2>
      <div className={styles.big}>{t('cards.stamps', { stamps, size })}</div>
      {card.stamps < card.size ? (
        <Text>
          {t('cards.left', { count: card.size - card.stamps, shown: format.number(card.size - card.stamps) })}
        </Text>
      ) : (
        <Text>{t('cards.full')}</Text>
      )}
      <div className={styles.stamps} aria-hidden>
        {places.map((place) => (
          <span key={place} className={place < card.stamps ? styles.stamped : styles.unstamped} />
        ))}
      </div>
      <Facts>
        <Fact name={t('cards.completed')} value={format.number(card.completed)} text />
        {card.expiresAt && <Fact name={t('cards.ends')} value={format.date(card.expiresAt)} text />}
      </Facts>
    </section>
  )
}
