import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { ConditionModel, FactNode } from '@perennial/contract'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { writeCondition } from '../../../data/design-queries.ts'
import { useFocusNext } from '../../../ui/focus-next.ts'
import { useText } from '../../../ui/locale.tsx'
import styles from './builder.module.css'
import { ConditionRow } from './condition-row.tsx'
import { type Fact, factsIn, modelOf, partsOf, type Row, rowOf, waysOf } from './condition-rows.ts'

interface BuilderProps {
  /** Of the first field. */
  id: string
  place: { program: string; place: string; on: string | undefined }
  facts: readonly FactNode[]
  /** What the text says; null for no condition. */
  model: ConditionModel | null
  text: string
  onText: (text: string) => void
}

/** One part of a condition: a row that is being filled in, or something that only the text can change. */
type Part = { id: number; row: Row } | { id: number; fixed: ConditionModel }

interface Shown {
  joins: 'all' | 'any'
  parts: readonly Part[]
  /** The text that these parts say, as far as they are whole. */
  text: string
}

/** A condition as rows that are filled in. Every whole row goes into the text at once. */
export function Builder({ id, place, facts: nodes, model, text, onText }: BuilderProps) {
  const t = useText()
  const facts = factsIn(nodes)
  const [shown, setShown] = useState<Shown>(() => read(model, text))
  const asked = useRef(0)
  const { container, focusNext } = useFocusNext()
  // The text was changed elsewhere, by hand or by taking somebody else's edit.
  const current = shown.text === text ? shown : read(model, text)
  function change(next: Omit<Shown, 'text'>): void {
    setShown({ ...next, text: current.text })
    const whole = next.parts.flatMap((part) => {
      const one = 'fixed' in part ? part.fixed : modelOf(part.row, typeOf(facts, part.row))
      return one === undefined ? [] : [one]
    })
    asked.current += 1
    const turn = asked.current
    void written(place, { joins: next.joins, whole }).then((said) => {
      // A later edit has overtaken this one.
      if (said === undefined || turn !== asked.current) return
      setShown({ ...next, text: said })
      onText(said)
    })
  }
  const { joins, parts } = current
  function add(): void {
    focusNext(`fieldset:nth-of-type(${parts.length + 1}) select`)
    change({ joins, parts: [...parts, { id: nextId(parts), row: startRow(facts) }] })
  }
  function remove(part: Part): void {
    focusNext('button[data-add]')
    change({ joins, parts: parts.filter((each) => each !== part) })
  }
  const set = (changed: Part) =>
    change({ joins, parts: parts.map((part) => (part.id === changed.id ? changed : part)) })
  return (
    <div className={styles.builder} id={id} ref={container}>
      <Stack gap="sm">
        {parts.length === 0 && <Text c="dimmed">{t('condition.none')}</Text>}
        {parts.length > 1 && (
          <NativeSelect
            size="sm"
            w="fit-content"
            aria-label={t('condition.joins')}
            value={joins}
            data={[
              { value: 'all', label: t('condition.all') },
              { value: 'any', label: t('condition.any') },
            ]}
            onChange={(event) =>
              change({ joins: event.currentTarget.value === 'any' ? 'any' : 'all', parts })
            }
          />
        )}
        {parts.map((part, index) => (
          <ConditionRow
            key={part.id}
            number={index + 1}
            facts={facts}
            part={part}
            change={(row) => set({ id: part.id, row })}
            remove={() => remove(part)}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-md"
            data-add
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={add}
          >
            {t('condition.add')}
          </Button>
        </Group>
      </Stack>
    </div>
  )
}

function nextId(parts: readonly Part[]): number {
  return Math.max(-1, ...parts.map((part) => part.id)) + 1
}

function startRow(facts: readonly Fact[]): Row {
  const [first] = facts
  return { fact: first?.path ?? '', way: waysOf(first?.type ?? 'text')[0] ?? 'eq', values: [''] }
}

function typeOf(facts: readonly Fact[], row: Row): FactNode['type'] {
  const known = facts.find((fact) => fact.path === row.fact)?.type
  // A fact that is not offered, such as one attribute, is compared as it was.
  return known ?? (/^-?\d+(\.\d+)?$/.test(row.values[0] ?? '') ? 'number' : 'text')
}

function read(model: ConditionModel | null, text: string): Shown {
  if (model === null) return { joins: 'all', parts: [], text }
  const { joins, parts } = partsOf(model)
  return {
    joins,
    text,
    parts: parts.map((part, id) => {
      const row = rowOf(part)
      return row === undefined ? { id, fixed: part } : { id, row }
    }),
  }
}

/** The text that whole parts say together; undefined when the API could not tell. */
async function written(
  place: BuilderProps['place'],
  said: { joins: 'all' | 'any'; whole: readonly ConditionModel[] },
): Promise<string | undefined> {
  const [first] = said.whole
  if (first === undefined) return ''
  const model: ConditionModel = said.whole.length === 1 ? first : { kind: said.joins, of: [...said.whole] }
  return writeCondition(place, model).catch(() => undefined)
}
