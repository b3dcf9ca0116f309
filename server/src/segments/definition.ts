import { type SegmentSpec, segmentSpec } from '@perennial/contract'
import type { z } from 'zod'
import { type DefinitionKindEntry, expressionStrangers, type FactSource } from '../programs/index.ts'
import { compileSegment, type Segment, segmentExpressions } from './model/segment.ts'

/** The kind `segment`, over the facts that domains register. */
export function segmentKind(sources: readonly FactSource[]): DefinitionKindEntry<SegmentSpec, Segment> {
  const expressions = segmentExpressions(sources)
  return {
    kind: 'segment',
    // Who is in it may change; what hangs on it for members is the rules that name it.
    favour: { added: true, fields: { name: ['any'], description: ['any'] } },
    schema: segmentSpec as z.ZodType<SegmentSpec>,
    compile: (key, spec, context) => compileSegment(sources, { key, spec, context }),
    strangers: ({ rule }, context) => expressionStrangers(expressions.when, rule, { field: 'when', context }),
    expressions,
  }
}
