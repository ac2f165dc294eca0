// Which counterpart of the table is on view: by itself, so that a long table is sent once.

const FRAMES = 600 // about ten seconds, in which the table must have been drawn
let latest

export default function (component) {
  const { data } = component
  latest = data
  const show = left => {
    if (latest !== data) return
    const table = document.querySelector(".results")
    if (table && table.mark) table.mark(data.selected)
    else if (left) requestAnimationFrame(() => show(left - 1))
  }
  show(FRAMES)
}
