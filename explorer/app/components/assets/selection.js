// Which paragraph of the speech is selected, cut at the wording that it shares.

const FRAMES = 600 // about ten seconds, in which the speech must have been drawn

export default function (component) {
  const { data, parentElement } = component
  const wanted = `.reading-frame[data-speech="${CSS.escape(data.speech)}"]`
  parentElement.latest = data
  const show = left => {
    if (parentElement.latest !== data) return
    // The speech beside it: while a page is drawn anew, a copy with what was before may be there
    // for a moment, which speaks for itself alone.
    const around = parentElement.closest("[data-testid=stVerticalBlock]")
    const frame = around && around.querySelector(wanted)
    if (frame && frame.choose) {
      if (data.turn < frame.turn) return
      frame.turn = data.turn
      frame.choose(data.selected, data.segments, data.below)
    } else if (left) requestAnimationFrame(() => show(left - 1))
  }
  show(FRAMES)
}
