import { NativeSelect, SegmentedControl } from '@mantine/core'

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** One of a few: side by side where there is room, a list where there is not. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const choose = (next: string) => {
    const found = options.find((option) => option.value === next)
    if (found) onChange(found.value)
  }
  return (
    <>
      <SegmentedControl
        visibleFrom="md"
        aria-label={label}
        value={value}
        onChange={choose}
        data={[...options]}
      />
      <NativeSelect
        hiddenFrom="md"
        aria-label={label}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[...options]}
      />
    </>
  )
}
