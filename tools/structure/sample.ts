import type { Check, SourceFile } from './tree.ts'

/** Makes the files of a sample from their texts by path. */
export function sample(texts: Record<string, string>): SourceFile[] {
  return Object.entries(texts).map(([path, text]) => ({ path, text }))
}

/** The messages of a check over a sample. */
export function messages(check: Check, texts: Record<string, string>): string[] {
  return check.run(sample(texts)).map((problem) => problem.message)
}
