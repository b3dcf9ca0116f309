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

export interface BackTestAsked {
  /** First day of the window. Default: of everything. */
  from?: string | undefined
  /** Milliseconds after which it is stopped and refused as `overloaded`. Default: as long as it takes. */
  waitMaxMs?: number
  onProgress?(progress: { phase: string; done: number; total: number | undefined }): void
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
  /** The programme's day now, in UTC: `2026-11-30`. */
  today(): Promise<string>
  /** What a set would have made of what happened, beside the release in force. */
  backTest(set: FolderSet, ask: BackTestAsked): Promise<BackTestResult>
  /** The number of the release that the drafts became. */
  publish(note: string): Promise<number>
}

export function schemaUrlAt(url: string): (kind: string) => string {
  return (kind) => `${url}/v1/schemas/${kind}`
}
