import type {
  BackTestResult,
  DefinitionApplied,
  DefinitionEntry,
  DefinitionPlan,
  DefinitionRevision,
  DefinitionView,
} from '@perennial/contract'

/** A set as a folder sends it. */
export interface FolderSet {
  definitions: readonly DefinitionEntry[]
  base?: readonly DefinitionRevision[]
}

/** A programme that files are compared with: on a server, or in this installation. Refusals are thrown. */
export interface House {
  /** How the folder remembers it: `https://loyalty.example.com/shop`, `local/shop`. */
  place: string
  /** Where editors find the schema of a kind. */
  schemaUrl(kind: string): string
  drafts(): Promise<DefinitionView[]>
  plan(set: FolderSet): Promise<DefinitionPlan>
  apply(set: FolderSet & { remove: boolean }): Promise<DefinitionApplied>
  /** What a set would have made of everything that happened, beside the release in force. */
  backTest(set: FolderSet, from: string | undefined): Promise<BackTestResult>
  /** The number of the release that the drafts became. */
  publish(note: string): Promise<number>
}

export function schemaUrlAt(url: string): (kind: string) => string {
  return (kind) => `${url}/v1/schemas/${kind}`
}
