import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Numbers for operators, in the text form of Prometheus. Labels have few values by construction. */
export interface Metrics {
  /** Makes the function that counts one route's requests; its cost is two additions. */
  requestRecorder(route: { method: string; route: string }): (status: number, durationMs: number) => void
  /** A number that is read when somebody looks; with labels, one number for each set of them. */
  gauge(spec: { name: string; help: string; read: () => number | Promise<number> }): void
  /** A number that only grows; the returned function adds to it. */
  counter(spec: { name: string; help: string }): (by?: number) => void
  /** Everything, in the exposition format. */
  text(): Promise<string>
  contentType: string
}

const bucketsSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const histogramName = 'perennial_http_request_duration_seconds'
const histogramHelp = 'Time from the first byte of a request to the end of its reply'

interface Series {
  labels: { method: string; route: string; status: string }
  buckets: Float64Array
  sumSeconds: number
  count: number
}

/** Opens the metrics of a process, with those of Node itself. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'perennial_' })
  const series: Series[] = []
  registry.registerMetric(requestHistogram(series))
  return {
    requestRecorder: (route) => recorderInto(series, route),
    gauge: ({ name, help, read }) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [registry],
        collect: async () => gauge.set(await read()),
      })
    },
    counter: (spec) => {
      const counter = new Counter({ ...spec, registers: [registry] })
      return (by = 1) => counter.inc(by)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

// The histogram of prom-client hashes its labels on every observation, which costs more than routing the request.
function recorderInto(series: Series[], route: { method: string; route: string }) {
  const byClass: (Series | undefined)[] = []
  return (status: number, durationMs: number): void => {
    const statusClass = Math.floor(status / 100)
    let one = byClass[statusClass]
    if (one === undefined) {
      const buckets = new Float64Array(bucketsSeconds.length)
      one = { labels: { ...route, status: `${statusClass}xx` }, buckets, sumSeconds: 0, count: 0 }
      byClass[statusClass] = one
      series.push(one)
    }
    const seconds = durationMs / 1000
    one.sumSeconds += seconds
    one.count += 1
    const at = bucketsSeconds.findIndex((limit) => seconds <= limit)
    if (at >= 0) one.buckets[at] = (one.buckets[at] ?? 0) + 1
  }
}

function requestHistogram(series: readonly Series[]): Gauge {
  const metric = {
    name: histogramName,
    help: histogramHelp,
    type: 'histogram',
    aggregator: 'sum',
    reset: () => {},
    get: () =>
      Promise.resolve({
        name: histogramName,
        help: histogramHelp,
        type: 'histogram',
        aggregator: 'sum',
        values: series.flatMap(valuesOf),
      }),
  }
  // prom-client asks a metric for no more than its name and `get`, but names its own classes in the type.
  return metric as unknown as Gauge
}

function valuesOf({ labels, buckets, sumSeconds, count }: Series) {
  let below = 0
  const rows = bucketsSeconds.map((limit, at) => {
    below += buckets[at] ?? 0
    return { metricName: `${histogramName}_bucket`, labels: { ...labels, le: String(limit) }, value: below }
  })
  return [
    ...rows,
    { metricName: `${histogramName}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
    { metricName: `${histogramName}_sum`, labels, value: sumSeconds },
    { metricName: `${histogramName}_count`, labels, value: count },
  ]
}
