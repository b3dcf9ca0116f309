import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiError } from '../data/api.ts'
import { directionOf, type Language, LocaleProvider } from '../ui/locale.tsx'
import { cssVariables, theme } from '../ui/theme.ts'
import { router } from './routes.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is tried again; a refusal stays a refusal.
      retry: (count, error) => count < 1 && error instanceof ApiError && error.code === 'overloaded',
      retryDelay: 1000,
    },
  },
})

export function App({ language }: { language: Language }) {
  return (
    <DirectionProvider initialDirection={directionOf(language.locale)} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <LocaleProvider initial={language}>
            <RouterProvider router={router} />
          </LocaleProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}
