// The speech as running text. Text only ever enters the page through textContent.

function lineElement(line) {
  const element = document.createElement(line.kind === "heading" || line.kind === "title" ? "h4" : "p")
  element.className = `line ${line.kind}`
  const words = document.createElement("span")
  words.className = "words"
  words.textContent = line.text
  if (line.id) {
    element.dataset.id = line.id
    element.tabIndex = 0
    element.setAttribute("role", "button")
    const number = document.createElement("span")
    number.className = "number"
    number.dataset.n = line.number
    element.append(number)
  }
  element.append(words)
  return element
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
    element.querySelector(".words").replaceChildren(...segments.map(([text, n]) => {
      if (!n) return document.createTextNode(text)
      const mark = document.createElement("mark")
      mark.className = `tile t${n}`
      mark.dataset.n = n
      mark.textContent = text
      return mark
    }))
  }
  return element
}

function bringIntoView(root, element) {
  const above = element.offsetTop < root.scrollTop
  const below = element.offsetTop + element.offsetHeight > root.scrollTop + root.clientHeight
  if (above || below) root.scrollTop = Math.max(0, element.offsetTop - root.clientHeight / 5)
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let root = parentElement.querySelector(".reading")
  if (!root) {
    root = document.createElement("div")
    root.className = "pane reading"
    root.setAttribute("role", "group")
    parentElement.appendChild(root)
  }
  root.setAttribute("aria-label", data.label)
  if (root.dataset.speech !== data.speech) {
    root.dataset.speech = data.speech
    root.lang = data.language
    root.replaceChildren(...data.lines.map(lineElement))
    root.scrollTop = 0
  }
  const element = select(root, data.selected, data.segments)
  if (element) bringIntoView(root, element)

  const pick = event => {
    const line = event.target.closest("[data-id]")
    // Dragging over words is copying a quotation, not choosing a paragraph.
    const quoting = event.type === "click" && !getSelection().isCollapsed
    if (!line || quoting) return
    event.preventDefault()
    if (line.classList.contains("selected")) return
    select(root, line.dataset.id, null)
    setTriggerValue("picked", line.dataset.id)
  }
  root.onclick = pick
  root.onkeydown = event => {
    if (event.key === "Enter" || event.key === " ") pick(event)
  }
}
