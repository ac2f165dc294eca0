// The speech as running text. Text only ever enters the page through textContent.

const PATIENCE = 5000 // milliseconds after which a paragraph that was not selected is asked for again
const TIMES = 3
const LONG = 400 // lines from which the browser lays out only what is near the window

function span(className, text) {
  const element = document.createElement("span")
  element.className = className
  if (text) element.textContent = text
  return element
}

function lineElement(line, words) {
  const element = document.createElement(line.kind === "heading" || line.kind === "title" ? "h4" : "p")
  element.className = `line ${line.kind}`
  if (line.id) {
    element.dataset.id = line.id
    element.tabIndex = -1
    element.setAttribute("role", "button")
    const number = span("number")
    number.dataset.n = line.number
    element.append(number)
    if (line.mark) element.dataset.mark = line.mark
    if (words[line.mark]) element.append(span("mark-word", words[line.mark]))
  }
  element.append(span("words", line.text))
  return element
}

function piece([text, tile, formula, sentences], at, all) {
  let node = document.createTextNode(text)
  const wrap = (element, className) => {
    element.className = className
    element.append(node)
    node = element
    return element
  }
  if (formula) wrap(document.createElement("span"), "stock")
  if (tile) {
    const mark = wrap(document.createElement("mark"), `tile t${tile}`)
    if (!at || all[at - 1][1] !== tile) mark.dataset.n = tile
  }
  if (sentences.length) {
    wrap(document.createElement("span"), ["sentence-of", ...sentences.map(n => `s${n}`)].join(" "))
  }
  return node
}

function select(root, id, segments) {
  for (const element of root.querySelectorAll(".selected")) {
    if (element.dataset.id !== id || segments) {
      element.classList.remove("selected")
      element.removeAttribute("aria-current")
      const words = element.querySelector(".words")
      words.textContent = words.textContent
    }
  }
  const element = id && root.querySelector(`[data-id="${CSS.escape(id)}"]`)
  if (!element) return null
  element.classList.add("selected")
  element.setAttribute("aria-current", "true")
  if (segments && segments.length) {
    element.querySelector(".words").replaceChildren(...segments.map(piece))
  }
  return element
}

// In a long speech the heights of what was never on view are guesses, so look again once it is.
function bringIntoView(root, element, again = 5) {
  const at = element.getBoundingClientRect()
  const pane = root.getBoundingClientRect()
  const above = at.top < pane.top
  const below = at.bottom > pane.bottom && at.top > pane.top + 8
  if (!above && !below) return
  root.scrollTop += at.top - pane.top - Math.min(root.clientHeight / 5, 120)
  if (again) requestAnimationFrame(() => bringIntoView(root, element, again - 1))
}

// One stop for the Tab key, so that a long speech is passed with a single press; arrows move in it.
function makeStop(root, element) {
  for (const old of root.querySelectorAll("[data-id][tabindex='0']")) old.tabIndex = -1
  if (element) element.tabIndex = 0
}

function shown(root) {
  return [...root.querySelectorAll("[data-id]")].filter(element => !element.hidden)
}

function step(root, from, key) {
  const lines = shown(root)
  const here = lines.indexOf(from)
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: lines.length - 1 }[key]
  const next = lines[Math.max(0, Math.min(to, lines.length - 1))]
  if (!next) return
  makeStop(root, next)
  next.focus({ preventScroll: true })
  const at = next.getBoundingClientRect()
  const pane = root.getBoundingClientRect()
  if (at.top < pane.top) root.scrollTop += at.top - pane.top - 8
  else if (at.bottom > pane.bottom) {
    root.scrollTop += Math.min(at.bottom - pane.bottom + 8, at.top - pane.top)
  }
}

function filter(frame, root) {
  const wanted = frame.wanted
  for (const element of root.querySelectorAll("[data-id]")) {
    const chosen = !wanted.size || wanted.has(element.dataset.mark)
    element.hidden = !chosen && !element.classList.contains("selected")
  }
  for (const button of frame.querySelectorAll(".legend button")) {
    const mark = button.dataset.mark
    button.setAttribute("aria-pressed", String(mark ? wanted.has(mark) : !wanted.size))
  }
  const lines = shown(root)
  if (!lines.some(element => element.tabIndex === 0)) makeStop(root, lines[0])
}

function drawLegend(frame, root, data) {
  const legend = frame.querySelector(".legend")
  legend.hidden = !data.legend.length
  legend.setAttribute("aria-label", data.legendLabel)
  const version = JSON.stringify([data.legend, data.all])
  if (legend.version === version) return
  legend.version = version
  const entries = [{ label: data.all }, ...data.legend]
  legend.replaceChildren(...entries.map(({ mark, label, n }) => {
    const button = document.createElement("button")
    button.type = "button"
    if (mark) {
      button.dataset.mark = mark
      button.append(span("swatch"))
    }
    button.append(n === undefined ? label : `${label} ${n}`)
    return button
  }))
  legend.onclick = event => {
    const button = event.target.closest("button")
    if (!button) return
    const mark = button.dataset.mark
    if (!mark) frame.wanted.clear()
    else if (!frame.wanted.delete(mark)) frame.wanted.add(mark)
    filter(frame, root)
    root.scrollTop = 0
  }
}

function build(parentElement) {
  const frame = document.createElement("div")
  frame.className = "pane reading-frame"
  frame.wanted = new Set()
  const legend = document.createElement("div")
  legend.className = "legend"
  legend.setAttribute("role", "group")
  const root = document.createElement("div")
  root.className = "reading"
  root.setAttribute("role", "group")
  const below = document.createElement("button")
  below.type = "button"
  below.className = "below"
  below.hidden = true
  below.onclick = goBelow
  frame.append(legend, root, below)
  parentElement.appendChild(frame)
  listen(frame)
  return frame
}

// As long as the frame is on the page.
function listen(frame) {
  const gone = new AbortController()
  const on = (event, act, options) =>
    addEventListener(event, () => (frame.isConnected ? act(frame) : gone.abort()), {
      ...options,
      signal: gone.signal,
    })
  // Whatever scrolls: the page, or the part of it that holds the panes.
  on("scroll", look, { capture: true, passive: true })
  on("resize", look)
  // The reader goes another way.
  on("popstate", forget)
  on("click", forget, { capture: true })
}

function forget(frame) {
  clearTimeout(frame.waiting)
}

// In a narrow window the counterparts lie below the speech; a way leads there while they are out of
// sight. In a wide one they are beside it, and the style sheet shows no such way.
function counterparts() {
  return document.querySelector(".st-key-panes [data-testid=stColumn]:nth-child(2)")
}

function look(frame) {
  const there = counterparts()
  const out = there && there.getBoundingClientRect().top > innerHeight - 60
  const below = frame.querySelector(".below")
  below.hidden = !below.textContent || !out
}

function goBelow() {
  const there = counterparts()
  if (!there) return
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  there.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" })
  there.tabIndex = -1
  there.focus({ preventScroll: true })
}

// What is selected comes by itself, in selection.js, so that a long speech is sent once.
function choose(frame, root, id, segments) {
  const element = select(root, id, segments)
  filter(frame, root)
  if (!element) return
  makeStop(root, element)
  bringIntoView(root, element)
}

// A page that is being drawn anew may lose what it was asked; to ask twice leads to the same place.
function ask(frame, id, pick, times) {
  pick(id)
  clearTimeout(frame.waiting)
  frame.waiting = setTimeout(() => {
    if (times > 1 && frame.isConnected && frame.chosen[0] !== id) ask(frame, id, pick, times - 1)
  }, PATIENCE)
}

function draw(frame, root, data) {
  const again = frame.dataset.speech === data.speech
  root.lang = data.language
  root.classList.toggle("long", data.lines.length > LONG)
  root.replaceChildren(...data.lines.map(line => lineElement(line, data.words)))
  if (!again) {
    root.scrollTop = 0
    forget(frame)
    frame.wanted.clear()
    frame.chosen = [null, null]
  }
  frame.dataset.speech = data.speech
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const frame = parentElement.querySelector(".reading-frame") || build(parentElement)
  const root = frame.querySelector(".reading")
  frame.dataset.interface = data.interface
  root.setAttribute("aria-label", data.label)
  const version = JSON.stringify([data.speech, data.words, data.legend])
  if (frame.version !== version) {
    frame.version = version
    draw(frame, root, data)
  }
  drawLegend(frame, root, data)
  frame.choose = (id, segments, below) => {
    frame.chosen = [id, segments]
    choose(frame, root, id, segments)
    frame.querySelector(".below").textContent = below
    look(frame)
  }
  choose(frame, root, ...frame.chosen)

  const pick = event => {
    const line = event.target.closest("[data-id]")
    // Dragging over words is copying a quotation, not choosing a paragraph.
    const quoting = event.type === "click" && !getSelection().isCollapsed
    if (!line || quoting) return
    event.preventDefault()
    if (line.classList.contains("selected")) return
    select(root, line.dataset.id, null)
    makeStop(root, line)
    ask(frame, line.dataset.id, id => setTriggerValue("picked", id), TIMES)
  }
  root.onclick = pick
  root.onkeydown = event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const line = event.target.closest("[data-id]")
    if (event.key === "Enter" || event.key === " ") pick(event)
    else if (line && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault()
      step(root, line, event.key)
    }
  }
}
