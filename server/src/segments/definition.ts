import { type SegmentSpec, segmentSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { DefinitionKindEntry, FactSource } from '../programs/index.ts'
import { compileSegment, type Segment, segmentExpressions } from './model/segment.ts'

/** The kind `segment`, over the facts that domains register. */
export function segmentKind(sources: readonly FactSource[]): DefinitionKindEntry<SegmentSpec, Segment> {
  return {
    kind: 'segment',
    // Who is in it may change; what hangs on it for members is the rules that name it.
    favour: { added: true, fields: { name: ['any'], description: ['any'] } },
    schema: segmentSpec as z.ZodType<SegmentSpec>,
    compile: (key, spec, context) => compileSegment(sources, { key, spec, context }),
    expressions: segmentExpressions(sources),
  }
}
