"""How alike two pictures are (SSIM, Wang et al. 2004), from squares of 8 × 8 pixels."""

from __future__ import annotations

from PIL import Image, ImageMath

SIDE = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def similarity(one: Image.Image, other: Image.Image) -> float:
    """From 0 to 1, the mean of that of red, green and blue. The smaller is filled up in white."""
    wide = max(-(-max(one.width, other.width) // SIDE), 1) * SIDE
    high = max(-(-max(one.height, other.height) // SIDE), 1) * SIDE
    bands = [_filled(image, wide, high).split() for image in (one, other)]
    found = [_alike(a, b) for a, b in zip(*bands, strict=True)]
    return sum(found) / len(found)


def _filled(image: Image.Image, wide: int, high: int) -> Image.Image:
    whole = Image.new("RGB", (wide, high), "white")
    whole.paste(image.convert("RGB"))
    return whole


def _alike(one: Image.Image, other: Image.Image) -> float:
    a, b = one.convert("F"), other.convert("F")
    squares = (one.width // SIDE, one.height // SIDE)

    def mean(image: Image.Image) -> Image.Image:
        return image.resize(squares, Image.Resampling.BOX)

    def product(x: Image.Image, y: Image.Image) -> Image.Image:
        found = ImageMath.lambda_eval(lambda args: args["x"] * args["y"], x=x, y=y)
        assert isinstance(found, Image.Image)
        return found

    found = ImageMath.lambda_eval(
        lambda n: (
            ((n["a"] * n["b"] * 2 + _C1) * ((n["ab"] - n["a"] * n["b"]) * 2 + _C2))
            / (
                (n["a"] * n["a"] + n["b"] * n["b"] + _C1)
                * (n["aa"] - n["a"] * n["a"] + n["bb"] - n["b"] * n["b"] + _C2)
            )
        ),
        a=mean(a),
        b=mean(b),
        aa=mean(product(a, a)),
        bb=mean(product(b, b)),
        ab=mean(product(a, b)),
    )
    assert isinstance(found, Image.Image)
    whole = found.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(whole, float)
    return whole
