import type { ConditionModel, ConditionValue } from '@perennial/contract'
import styles from './builder.module.css'

/** A part that only the text can change: shown as it reads there. */
export function FixedPart({ model }: { model: ConditionModel }) {
  return (
    <bdi dir="ltr" className={`${styles.fixed} mono`}>
      {told(model)}
    </bdi>
  )
}

/** Near to CEL: for reading, never sent anywhere. */
function told(model: ConditionModel): string {
  switch (model.kind) {
    case 'all':
      return model.of.map(inner).join(' && ')
    case 'any':
      return model.of.map(inner).join(' || ')
    case 'not':
      return `!(${told(model.of)})`
    case 'compare':
      return `${model.fact} ${model.operator} ${valueText(model.value)}`
    case 'one-of':
      return `${model.fact} in [${model.values.map(valueText).join(', ')}]`
    case 'has':
      return `${valueText(model.value)} in ${model.fact}`
    case 'text':
      return `${model.fact}.${model.operator}(${JSON.stringify(model.value)})`
    case 'true':
      return model.fact
    case 'known':
      return `has(${model.fact})`
    case 'some':
      return `${model.list}.exists(${model.each}, ${told(model.of)})`
    case 'every':
      return `${model.list}.all(${model.each}, ${told(model.of)})`
    case 'expression':
      return model.text
  }
}

function inner(model: ConditionModel): string {
  return model.kind === 'all' || model.kind === 'any' ? `(${told(model)})` : told(model)
}

function valueText(value: ConditionValue): string {
  return value.kind === 'text' ? JSON.stringify(value.value) : String(value.value)
}
