"""The names of colours, and the words that stand where one may stand."""

from __future__ import annotations

COLOURS = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray
    lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine
    mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen
    mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
    oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise
    palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
    slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise
    violet wheat white whitesmoke yellow yellowgreen
    """.split()
)
"""CSS Color 4, section 6.1."""

WORDS = frozenset(
    """
    accentcolor accentcolortext activeborder activecaption activetext appworkspace auto background
    buttonborder buttonface buttonhighlight buttonshadow buttontext canvas canvastext captiontext
    currentcolor field fieldtext graytext highlight highlighttext inactiveborder inactivecaption
    inactivecaptiontext infobackground infotext inherit initial invert linktext mark marktext menu
    menutext none revert revert-layer scrollbar selecteditem selecteditemtext threeddarkshadow
    threedface threedhighlight threedlightshadow threedshadow transparent unset visitedtext window
    windowframe windowtext
    """.split()
)
"""What depends on the reader's system or on other elements (CSS Color 4, sections 6.2 and 9;
appendix A), words for every property, and such as `none` that are harmless."""

FUNCTIONS = frozenset(
    """
    abs acos alpha anchor anchor-size asin atan atan2 attr calc calc-size circle clamp color
    color-contrast color-mix conic-gradient contrast-color cos counter counters cross-fade
    device-cmyk element ellipse env exp expression first-valid gradient hsl hsla hwb hypot if image
    image-set inherit inset lab lch light-dark linear-gradient log max min mod oklab oklch paint
    palette-mix path polygon pow progress radial-gradient random ray rect rem
    repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba round
    shape sign sin sqrt stripes tan toggle type url url-prefix var xywh
    """.split()
)
"""Functions that may stand in the values of colours and pictures (CSS Color 5, Images 4, Values
5), and what old Internet Explorers know."""
