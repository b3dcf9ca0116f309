import { Alert } from '@mantine/core'
import type { Effect } from '@perennial/contract'
import { IconStairs } from '@tabler/icons-react'
import { useText } from '../../ui/locale.tsx'

/** That the activity moved the member to another tier. */
export function TierMoves({ effects }: { effects: readonly Effect[] }) {
  const t = useText()
  const moves = effects.filter((effect) => effect.kind === 'tier')
  return moves.map((move) => {
    const from = move.from ?? t('tiers.none')
    const to = move.to ?? t('tiers.none')
    return (
      <Alert key={move.ladder} variant="light" radius="lg" color="fern" icon={<IconStairs size={20} />}>
        {t('why.tier', { from: `\u2068${from}\u2069`, to: `\u2068${to}\u2069` })}
      </Alert>
    )
  })
}
