// A list of pairs of passages. Each is a link, so that it can be opened beside this page as well.

function part(name, className, text, language) {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  if (language) element.lang = language
  return element
}

function side(given) {
  const element = part("span", "side", "")
  element.append(part("span", "where", given.where), part("span", "excerpt", given.text, given.language))
  return element
}

function item(pair) {
  const element = document.createElement("li")
  const link = part("a", "open", "")
  link.href = pair.href
  link.target = "_self"
  link.dataset.id = pair.id
  const body = part("span", "pair", "")
  body.append(part("span", "numbers", pair.numbers), side(pair.row), side(pair.column))
  link.append(part("span", "rank", pair.rank), body)
  element.append(link)
  return element
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let root = parentElement.querySelector(".pairs")
  if (!root) {
    root = document.createElement("ol")
    root.className = "pane pairs"
    parentElement.appendChild(root)
  }
  root.setAttribute("aria-label", data.label)
  const version = JSON.stringify(data)
  if (root.version !== version) {
    root.version = version
    root.replaceChildren(...data.pairs.map(item))
    root.scrollTop = 0
  }
  root.onclick = event => {
    const link = event.target.closest("[data-id]")
    // With a key held down the browser opens the link where the reader wants it.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    setTriggerValue("picked", link.dataset.id)
  }
}
