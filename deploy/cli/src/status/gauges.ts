/** One value of Prometheus' text format. */
interface Gauge {
  name: string;
  labels: string;
  value: number;
}

const LINE = /^(\w+)(?:\{(.*)\})? ([-+.\dA-Za-z]+)$/;

/** The values that a service serves at /metrics. */
export function gaugesIn(text: string): Gauge[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
}

/** The sum of all series of that name that carry the label; 0 where the service has none. */
export function sumOf(gauges: readonly Gauge[], name: string, label = ''): number {
  const meant = gauges.filter((gauge) => gauge.name === name && gauge.labels.includes(label));
  return meant.reduce((sum, { value }) => sum + value, 0);
}
