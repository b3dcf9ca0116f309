import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Numbers for operators, in the text form of Prometheus. Labels have few values by construction. */
export interface Metrics {
  /** Makes the function that counts one route's requests; its cost is two additions. */
  requestRecorder(route: { method: string; route: string }): (status: number, durationMs: number) => void
  /**
   * A number that is read when somebody looks. With `adds` each process has a part of it, and the number is their sum;
   * otherwise it is of the installation, and whichever process reads it finds the same.
   */
  gauge(spec: { name: string; help: string; adds?: boolean; read: () => number | Promise<number> }): void
  /** A number that only grows; the returned function adds to it. */
  counter(spec: { name: string; help: string }): (by?: number) => void
  /** What this process has counted, to be added to what others have. */
  counted(): Promise<Counted>
  /** Everything, in the exposition format; with others, of all processes together. */
  text(others?: Others): Promise<string>
  contentType: string
}

/** What one process has counted. Plain data, which may be told to another process. */
export type Counted = readonly CountedMetric[]

interface CountedMetric {
  name: string
  help: string
  type: string
  aggregator: string
  values: readonly { value: number; labels: Readonly<Record<string, string | number>>; metricName?: string }[]
}

/** What other processes have counted. */
export interface Others {
  /** By the name that they have in labels. */
  living: ReadonlyMap<string, Counted>
  /** Of those that have ended: a sum never goes back. */
  gone: Counted
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
  const ofInstallation = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'perennial_' })
  const series: Series[] = []
  registry.registerMetric(requestHistogram(series))
  const counted = async () => (await registry.getMetricsAsJSON()) as unknown as Counted
  return {
    requestRecorder: (route) => recorderInto(series, route),
    gauge: ({ name, help, adds, read }) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [adds === true ? registry : ofInstallation],
        collect: async () => gauge.set(await read()),
      })
    },
    counter: (spec) => {
      const counter = new Counter({ ...spec, registers: [registry] })
      return (by = 1) => counter.inc(by)
    },
    counted,
    text: async (others) => {
      const own = others === undefined ? registry : joined(await counted(), others)
      return `${await own.metrics()}${await ofInstallation.metrics()}`
    },
    contentType: registry.contentType,
  }
}

/** The process that others are named beside. */
const ownName = '1'

function joined(own: Counted, { living, gone }: Others): Registry {
  const named = [[ownName, own] as const, ...living].map(([process, counted]) =>
    nameProcess(process, counted),
  )
  return AggregatorRegistry.aggregate([...named, [...gone]])
}

/** Memory or processor time of one process means nothing when it is added to another's. */
function nameProcess(process: string, counted: Counted): CountedMetric[] {
  return counted.map((metric) =>
    isOfProcess(metric)
      ? {
          ...metric,
          aggregator: 'first',
          values: metric.values.map((each) => ({ ...each, labels: { ...each.labels, process } })),
        }
      : metric,
  )
}

function isOfProcess({ name }: CountedMetric): boolean {
  return /^perennial_(?:process|nodejs)_/.test(name)
}

/** What stays of a process that has ended: what it counted, added to what others before it did. */
export function addGone(gone: Counted, counted: Counted): Counted {
  const kept = counted.filter((metric) => metric.type !== 'gauge' && !isOfProcess(metric))
  const sum = AggregatorRegistry.aggregate([[...gone], kept])
  return sum.getMetricsAsArray() as unknown as Counted
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
