// Names of neighbourhoods on the map, as elements: no font has to come along, and any script works.

let labels = []; // the names, each with its marker and whether it is shown

function makeLabels() {
  labels = figures.neighbourhoods.map((neighbourhood, index) => {
    const box = figures.shapes.areas.boxes.subarray(4 * index, 4 * index + 4);
    const element = el('div', { class: 'place', 'aria-hidden': 'true' }, foreign(neighbourhood.name));
    const marker = new maplibregl.Marker({ element })
      .setLngLat(lngLat((box[0] + box[2]) / 2, (box[1] + box[3]) / 2));
    return { element, marker, area: neighbourhood.area, isShown: false };
  }).sort((a, b) => b.area - a.area);
  for (const event of ['load', 'moveend', 'resize']) map.on(event, placeLabels);
}

/** Shows the names that do not cover another, the largest neighbourhoods first. */
function placeLabels() {
  const taken = [];
  const frame = map.getContainer().getBoundingClientRect();
  for (const label of labels) {
    const { x, y } = map.project(label.marker.getLngLat());
    const width = 7 * label.element.textContent.length + 8;
    const box = [x - width / 2, y - 9, x + width / 2, y + 9];
    const isFree = x > 0 && y > 0 && x < frame.width && y < frame.height
      && !taken.some((other) => box[0] < other[2] && box[2] > other[0]
        && box[1] < other[3] && box[3] > other[1]);
    if (isFree) taken.push(box);
    if (isFree !== label.isShown) {
      if (isFree) label.marker.addTo(map);
      else label.marker.remove();
      label.isShown = isFree;
    }
  }
}
