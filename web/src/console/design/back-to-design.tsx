import { useText } from '../../ui/locale.tsx'
import { LinkAnchor } from '../links.tsx'
import { useProgram } from '../program.tsx'

/** The way back to all definitions. */
export function BackToDesign() {
  const t = useText()
  const program = useProgram()
  return (
    <LinkAnchor to="/$program/design" params={{ program: program.key }} size="sm">
      {t('design.back')}
    </LinkAnchor>
  )
}
