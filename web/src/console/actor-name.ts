import { useText } from '../ui/locale.tsx'

/** Who did it, for people: `staff:Mina` is Mina, `key:ab12` an API key. */
export function useActorName(): (actor: string) => string {
  const t = useText()
  return (actor) => {
    const [, kind, name = ''] = /^(staff|key):(.*)$/s.exec(actor) ?? []
    if (kind === 'staff') return name
    if (kind === 'key') return t('actor.key', { prefix: `\u2066${name}\u2069` })
    return actor === 'system' ? t('actor.system') : actor
  }
}
