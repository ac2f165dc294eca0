// Which counterpart of the table is on view: by itself, so that a long table is sent once.

const FRAMES = 600 // about ten seconds, in which the table must have been drawn

export default function (component) {
  const { data, parentElement } = component
  parentElement.latest = data
  const show = left => {
    if (parentElement.latest !== data) return
    // The table beside it: a copy of the page with what was before speaks for itself alone.
    const around = parentElement.closest("[data-testid=stVerticalBlock]")
    const table = around && around.querySelector(".results")
    if (table && table.mark) {
      if (data.turn < table.turn) return
      table.turn = data.turn
      table.mark(data.selected)
    } else if (left) requestAnimationFrame(() => show(left - 1))
  }
  show(FRAMES)
}
