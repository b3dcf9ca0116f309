import type { TemplateView } from '@perennial/contract'
import { queryOptions } from '@tanstack/react-query'
import { read } from './api.ts'

/** The ready programmes that come with the product. */
export function templatesQuery() {
  return queryOptions({
    queryKey: ['templates'],
    queryFn: async ({ signal }) =>
      (await read<{ templates: TemplateView[] }>(['templates'], { signal })).templates,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
