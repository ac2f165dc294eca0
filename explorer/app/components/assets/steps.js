// Counts the presses of the stepper. They come faster than a page is drawn, so each press says
// where it leads: told only that a button was pressed, the server would take several for one.

const BY_KEY = { j: 1, k: -1 }
const BY_BUTTON = { next: 1, previous: -1 }
const PATIENCE = 3000 // milliseconds after which a step that was not drawn is asked for again
const TIMES = 3
const TYPED_IN =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]"

let drawn = null // the results, which of them is on view, and how to ask for another
let copies = [] // on the way from page to page there may be two for a moment; the newer data count
let way = [] // the one that was drawn last and those that were asked for since
let waiting = 0 // the timer that asks again

function step(by) {
  const from = way.length ? way[way.length - 1] : onPage()
  const to = from + by
  if (to < 0 || to >= drawn.ids.length) return
  way = [...(way.length ? way : [from]), to]
  ask(to, TIMES)
}

// A page that is being drawn anew may lose what it was asked; to ask twice leads to the same place.
function ask(to, times) {
  const { ids } = drawn
  drawn.ask(ids[to])
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    if (!onView() || drawn.ids.join() !== ids.join()) return forget()
    const missed = way.length && way[way.length - 1] === to && drawn.at !== to
    if (missed && times > 1) ask(to, times - 1)
    else if (missed) forget()
  }, PATIENCE)
}

// The reader goes another way.
function forget() {
  way = []
  clearTimeout(waiting)
}

// What the page says is drawn a moment before this component learns of it.
function onPage() {
  const told = document.querySelector(".at[data-at]")
  return told ? Number(told.dataset.at) : drawn.at
}

function onView() {
  copies = copies.filter(one => one.element.isConnected)
  for (const one of copies) if (!copies.includes(drawn) || one.turn >= drawn.turn) drawn = one
  return copies.length > 0
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
  if (!name) return forget()
  if (!onView()) return
  event.stopImmediatePropagation()
  step(BY_BUTTON[name])
}

// Before Streamlit's own listeners, which would press the same button.
window.addEventListener("keydown", keyed, true)
window.addEventListener("click", clicked, true)
window.addEventListener("popstate", forget)

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const before = drawn
  const here = { ...data, element: parentElement, ask: id => setTriggerValue("picked", id) }
  copies = [...copies.filter(one => one.element !== parentElement), here]
  if (onView() && drawn === here) {
    const same = before !== null && before.ids.join() === data.ids.join()
    // Went the reader elsewhere meanwhile, the way there is no longer theirs.
    way = same && way.includes(data.at) ? way.slice(way.lastIndexOf(data.at)) : []
  }
  ;(parentElement.host ?? parentElement).dataset.steps = "ready"
}
