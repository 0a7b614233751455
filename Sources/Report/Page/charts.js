// Charts as drawings with a table behind each, for those who want the numbers or can't see.

/** A bar for a share from 0 to 1, within a line of text. */
function bar(share, colour) {
  const width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return el('span', { class: 'bar', 'aria-hidden': 'true' },
    el('span', { style: { width, background: colour } }));
}

/** A chart with its title, legend, and its numbers in a table that opens. */
function figure(title, drawing, legend, numbers) {
  return el('figure', {},
    el('figcaption', {}, title), drawing, legend && keyOf(legend),
    el('details', {}, el('summary', {}, t('showNumbers')), numbers));
}

function keyOf(entries) {
  return el('ul', { class: 'key' }, entries.map(({ colour, name }) =>
    el('li', {}, el('span', { class: 'swatch', style: { background: colour } }), name)));
}

const chartSize = { width: 520, height: 190, left: 78, right: 12, top: 10, bottom: 24 };

/** Axes for years along and values up; `marks` draws between them. */
function yearChart(title, years, most, format, marks) {
  const { width, height, left, right, top, bottom } = chartSize;
  const step = (width - left - right) / years.length;
  const x = (index) => left + step * (index + 0.5);
  const y = (value) => height - bottom - (height - top - bottom) * value / (most || 1);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => part * most);
  const every = Math.ceil(years.length / 8);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title },
    lines.map((value) => svg('g', {},
      svg('line', { x1: left, x2: width - right, y1: y(value), y2: y(value), class: 'grid' }),
      svg('text', { x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, format(value)))),
    years.map((year, index) => index % every === 0 && svg('text',
      { x: x(index), y: height - 6, 'text-anchor': 'middle' }, String(year))),
    marks(x, y, step));
}

/** Lines over the years, told apart by colour, dashes and a name at their end. */
function lineChart(title, years, series, format, most) {
  const dashes = ['', '7 4', '2 3', '9 3 2 3', '12 4'];
  return yearChart(title, years, most, format, (x, y) => series.map(({ values, colour }, index) =>
    svg('polyline', {
      points: values.map((value, year) => `${x(year)},${y(value)}`).join(' '),
      fill: 'none', stroke: colour, 'stroke-width': 2.5,
      'stroke-dasharray': dashes[index % dashes.length],
    })));
}

/** Bars over the years, the series on top of each other. */
function stackChart(title, years, series, format) {
  const sums = years.map((_, year) => series.reduce((sum, { values }) => sum + values[year], 0));
  const most = niceCeiling(Math.max(...sums, 0));
  return yearChart(title, years, most, format, (x, y, step) => years.map((year, index) => {
    let below = 0;
    return series.map(({ name, values, colour }) => {
      const value = values[index];
      const mark = svg('rect', {
        x: x(index) - 0.38 * step, width: 0.76 * step, y: y(below + value),
        height: Math.max(0, y(below) - y(below + value)), fill: colour,
      }, svg('title', {}, `${year} · ${name}: ${format(value)}`));
      below += value;
      return mark;
    });
  }));
}

/** Bars over the years that rise from a line for what comes in and hang from it for what goes out. */
function flowChart(title, years, series, format) {
  const sums = (isMeant) => years.map((_, year) =>
    sumOf(series.map(({ values }) => (isMeant(values[year]) ? Math.abs(values[year]) : 0))));
  const most = niceCeiling(Math.max(...sums((value) => value > 0), 0));
  const least = niceCeiling(Math.max(...sums((value) => value < 0), 0));
  const range = Math.max(most, least);
  return yearChart(title, years, 2 * range, (value) => format(value - range), (x, y, step) => [
    svg('line', { x1: x(0) - step / 2, x2: x(years.length - 1) + step / 2, y1: y(range), y2: y(range), class: 'zero' }),
    years.map((year, index) => {
      let [above, below] = [range, range];
      return series.map(({ name, values, colour }) => {
        const value = values[index];
        const top = value > 0 ? above + value : below;
        if (value > 0) above += value;
        else below += value;
        return svg('rect', {
          x: x(index) - 0.38 * step, width: 0.76 * step, y: y(top),
          height: Math.max(0, y(top - Math.abs(value)) - y(top)), fill: colour,
        }, svg('title', {}, `${year} · ${name}: ${format(value)}`));
      });
    }),
  ]);
}

/** The next number up that reads well on an axis. */
function niceCeiling(value) {
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((factor) => factor * size).find((number) => number >= value);
}

/** The numbers behind a chart over the years. */
function yearTable(title, years, series, format) {
  return table(title, [t('year'), ...series.map(({ name }) => name)],
    years.map((year, index) => [String(year), ...series.map(({ values }) => format(values[index]))]),
    { numeric: (column) => column > 0 });
}

const yearsOfHorizon = () =>
  Array.from({ length: figures.to - figures.from + 1 }, (_, index) => figures.from + index);
