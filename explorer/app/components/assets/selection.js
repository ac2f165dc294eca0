// Which paragraph of the speech is selected, cut at the wording that it shares.

const FRAMES = 600 // about ten seconds, in which the speech must have been drawn

// While a page is drawn anew, a copy of it with what was selected before may be there for a moment:
// each tells the speech beside it, and none that of another copy.
function beside(element, wanted) {
  for (let around = element; around; around = around.parentElement) {
    const found = around.querySelector(wanted)
    if (found) return found
  }
  return null
}

export default function (component) {
  const { data, parentElement } = component
  const wanted = `.reading-frame[data-speech="${CSS.escape(data.speech)}"]`
  parentElement.latest = data
  const show = left => {
    if (parentElement.latest !== data) return
    const frame = beside(parentElement, wanted)
    if (frame && frame.choose) frame.choose(data.selected, data.segments, data.below)
    else if (left) requestAnimationFrame(() => show(left - 1))
  }
  show(FRAMES)
}
