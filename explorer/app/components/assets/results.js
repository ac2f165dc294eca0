// The list of counterparts: one button for each, and one for each other text of its speech.

function button(className, id, label) {
  const element = document.createElement("button")
  element.type = "button"
  element.className = className
  element.dataset.id = id
  if (label) element.textContent = label
  return element
}

function part(className, text, language) {
  const element = document.createElement("span")
  element.className = className
  element.textContent = text
  if (language) element.lang = language
  return element
}

function item(result, data) {
  const element = document.createElement("li")
  const main = button("result", result.id)
  const head = part("head", "")
  head.append(part("where", result.where), " ", part("when", result.when))
  main.append(
    part("rank", result.rank),
    head,
    part("excerpt", result.excerpt, result.language),
    part("numbers", result.numbers),
  )
  if (result.flags.length) {
    const flags = part("flags", "")
    flags.append(...result.flags.map(flag => part("flag", flag)))
    main.append(flags)
  }
  element.append(main)
  const others = document.createElement("div")
  others.className = "others"
  if (result.texts.length) {
    others.append(part("also", data.also))
    for (const [id, label] of result.texts) others.append(button("other", id, label))
  }
  if (result.more.length) {
    const more = document.createElement("details")
    const summary = document.createElement("summary")
    summary.textContent = result.moreLabel
    more.append(summary, ...result.more.map(([id, label]) => button("other", id, label)))
    others.append(more)
  }
  element.append(others)
  return element
}

function bringIntoView(root) {
  const element = root.querySelector(".selected")?.closest("li")
  if (!element) return
  // Not scrollIntoView(), which would scroll the page as well.
  const above = element.offsetTop - root.scrollTop
  const below = above + element.offsetHeight - root.clientHeight
  if (above < 0) root.scrollTop += above
  else if (below > 0) root.scrollTop += below
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let root = parentElement.querySelector(".results")
  if (!root) {
    root = document.createElement("ol")
    root.className = "pane results"
    parentElement.appendChild(root)
  }
  root.setAttribute("aria-label", data.label)
  const version = JSON.stringify([data.label, data.results])
  if (root.version !== version) {
    root.version = version
    root.replaceChildren(...data.results.map(result => item(result, data)))
    root.scrollTop = 0
  }
  const mark = id => {
    for (const element of root.querySelectorAll("[data-id]")) {
      const here = element.dataset.id === id
      element.classList.toggle("selected", here)
      if (here) element.setAttribute("aria-current", "true")
      else element.removeAttribute("aria-current")
      const folded = here && element.closest("details")
      if (folded) folded.open = true
    }
  }
  mark(data.selected)
  bringIntoView(root)
  root.onclick = event => {
    const target = event.target.closest("[data-id]")
    if (!target || target.classList.contains("selected")) return
    mark(target.dataset.id)
    setTriggerValue("picked", target.dataset.id)
  }
}
