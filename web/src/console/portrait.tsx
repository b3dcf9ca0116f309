import { Avatar } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'

/** Initials for the eye only; the name stands beside it. By grapheme, so that no letter is cut in half. */
export function Portrait({ name, size = 36 }: { name: string | null; size?: number }) {
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const initials = (name ?? '')
    .split(/\s+/)
    .flatMap((word) => [...segments.segment(word)].slice(0, 1).map((each) => each.segment))
    .slice(0, 2)
    // Joined letters would become a word in Arabic script.
    .join('\u200c')
  return (
    <Avatar size={size} radius="xl" aria-hidden color="fern" variant="light">
      {initials || <IconUser size={size / 2} />}
    </Avatar>
  )
}
