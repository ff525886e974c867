package org.edubalance.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java's own reader sees the same picture. */
class ImageFormatTest {

    private static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte[] png(BufferedImage image) {
        return ImageFormat.PNG.response(image).entity().getBody();
    }

    private static BufferedImage read(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4000", "4000, 1", "257, 129", "1068, 700", "70000, 3"})
    void keepsEveryPixel(int width, int height) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        SplittableRandom random = new SplittableRandom(3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                // noise, which does not compress, below flat colours
                image.setRGB(x, y, y < height / 2 ? 0x80123456 + y / 10 : random.nextInt());
            }
        }
        BufferedImage read = read(png(image));
        assertThat(argb(read)).isEqualTo(argb(image));
    }

    @Test
    void isNoLargerThanTwiceJavas() throws Exception {
        BufferedImage image = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(255, 255, 164, 100), 900, 650, new Color(66, 10, 104)));
        graphics.fillOval(50, 50, 900, 600);
        graphics.setColor(Color.BLACK);
        graphics.drawString("巴宜区 Bayi", 300, 300);
        graphics.dispose();
        ByteArrayOutputStream java = new ByteArrayOutputStream();
        ImageIO.write(image, "png", java);
        assertThat(png(image).length).isLessThan(2 * java.size());
    }
}
