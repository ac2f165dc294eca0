// Counts the presses of the stepper. They come faster than a page is drawn, so each press says
// where it leads: told only that a button was pressed, the server would take several for one.

const BY_KEY = { j: 1, k: -1 }
const BY_BUTTON = { next: 1, previous: -1 }
const LATE = 5000 // milliseconds after which a page that was not drawn is waited for no longer
const TYPED_IN =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]"

let drawn = null // the results, which of them is on view, and how to ask for another
let way = [] // the one that was drawn last and those that were asked for since
let pressed = 0

function step(by) {
  if (Date.now() - pressed > LATE) way = []
  const to = (way.length ? way[way.length - 1] : drawn.at) + by
  if (to < 0 || to >= drawn.ids.length) return
  pressed = Date.now()
  way = [...(way.length ? way : [drawn.at]), to]
  drawn.ask(drawn.ids[to])
}

function onView() {
  return drawn !== null && drawn.element.isConnected
}

function keyed(event) {
  const by = BY_KEY[(event.key || "").toLowerCase()]
  if (!by || !onView() || event.isComposing) return
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (event.target.closest && event.target.closest(TYPED_IN)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  step(by)
}

function clicked(event) {
  const name = Object.keys(BY_BUTTON).find(name => event.target.closest(`.st-key-${name} button`))
  if (!name || !onView()) return
  event.stopImmediatePropagation()
  step(BY_BUTTON[name])
}

// Before Streamlit's own listeners, which would press the same button.
window.addEventListener("keydown", keyed, true)
window.addEventListener("click", clicked, true)

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const same = drawn !== null && drawn.ids.join() === data.ids.join()
  // Went the reader elsewhere meanwhile, the way there is no longer theirs.
  way = same && way.includes(data.at) ? way.slice(way.lastIndexOf(data.at)) : []
  drawn = { ...data, element: parentElement, ask: id => setTriggerValue("picked", id) }
}
