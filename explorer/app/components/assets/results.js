// The table of counterparts: a button in each row, and one for each other text of its speech.

const LARGEST_FIRST = new Set(["meaning", "wording", "formula"])

function tag(name, className, text, language) {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text) element.textContent = text
  if (language) element.lang = language
  return element
}

function button(className, id, label) {
  const element = tag("button", className, label)
  element.type = "button"
  if (id) element.dataset.id = id
  return element
}

function others(result, data) {
  const element = tag("div", "others")
  if (result.texts.length) {
    element.append(tag("span", "also", data.also))
    for (const [id, label] of result.texts) element.append(button("other", id, label))
  }
  if (result.more.length) {
    const more = document.createElement("details")
    more.append(tag("summary", "", result.moreLabel))
    more.append(...result.more.map(([id, label]) => button("other", id, label)))
    element.append(more)
  }
  return element
}

function cell(name, label, result, data) {
  const element = tag(name === "where" ? "th" : "td", name, result.cells[name])
  element.dataset.label = label
  if (name === "where") {
    element.scope = "row"
    element.append(button("open", result.id, result.where))
  } else if (name === "when") {
    element.append(tag("span", "", result.when))
    element.append(...result.flags.map(flag => tag("span", "flag", flag)))
  } else if (name === "excerpt") {
    element.append(tag("span", "words", result.excerpt, result.language))
    if (result.texts.length || result.more.length) element.append(others(result, data))
  }
  return element
}

function row(result, data) {
  const element = tag("tr", "result")
  element.dataset.row = result.id
  element.append(...data.columns.map(([name, label]) => cell(name, label, result, data)))
  return element
}

function build(parentElement) {
  const root = tag("div", "pane results")
  root.append(tag("h4", "heading"), document.createElement("table"))
  root.sorting = { by: "rank", down: false }
  parentElement.appendChild(root)
  return root
}

function compare(by, language) {
  const collator = new Intl.Collator(language === "zh" ? "zh-Hans" : "en")
  return (a, b) => by in a.order ? a.order[by] - b.order[by] : collator.compare(a[by], b[by])
}

function arrange(root, data) {
  const { by, down } = root.sorting
  const sorted = [...data.results].sort(compare(by, data.interface))
  if (down) sorted.reverse()
  const rows = new Map([...root.querySelectorAll("[data-row]")].map(one => [one.dataset.row, one]))
  root.querySelector("tbody").append(...sorted.map(result => rows.get(result.id)))
  for (const head of root.querySelectorAll("thead th")) {
    if (head.dataset.name === by) head.setAttribute("aria-sort", down ? "descending" : "ascending")
    else head.removeAttribute("aria-sort")
  }
}

function fill(root, data) {
  const head = document.createElement("tr")
  head.append(...data.columns.map(([name, label]) => {
    const element = tag("th", name)
    element.scope = "col"
    element.dataset.name = name
    const sort = button("sort", null, label)
    sort.onclick = () => {
      const again = root.sorting.by === name
      root.sorting = { by: name, down: again ? !root.sorting.down : LARGEST_FIRST.has(name) }
      arrange(root, data)
    }
    element.append(sort)
    return element
  }))
  const top = document.createElement("thead")
  const body = document.createElement("tbody")
  top.append(head)
  body.append(...data.results.map(result => row(result, data)))
  const table = root.querySelector("table")
  table.setAttribute("aria-label", data.label)
  table.replaceChildren(top, body)
  root.querySelector(".heading").textContent = data.heading
  arrange(root, data)
  if (root.selected) mark(root, root.selected)
}

function mark(root, id) {
  root.selected = id
  for (const element of root.querySelectorAll("[data-id]")) {
    const here = element.dataset.id === id
    element.classList.toggle("selected", here)
    if (here) element.setAttribute("aria-current", "true")
    else element.removeAttribute("aria-current")
    const folded = here && element.closest("details")
    if (folded) folded.open = true
  }
  for (const element of root.querySelectorAll("[data-row]")) {
    element.classList.toggle("selected", !!element.querySelector(".selected"))
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".results") || build(parentElement)
  const version = JSON.stringify([data.label, data.columns, data.results])
  if (root.version !== version) {
    root.version = version
    fill(root, data)
  }
  root.mark = id => mark(root, id)
  root.onclick = event => {
    if (event.target.closest("summary, thead")) return
    const chosen = event.target.closest("[data-id]")
    const line = event.target.closest("[data-row]")
    // Dragging over words is copying a quotation, not choosing a result.
    if (!line || !getSelection().isCollapsed) return
    const id = chosen ? chosen.dataset.id : line.dataset.row
    if (id === root.selected) return
    mark(root, id)
    setTriggerValue("picked", id)
  }
}
